import '@angular/compiler'
import {
  ChangeDetectorRef,
  Component,
  forwardRef,
  inject,
  provideZonelessChangeDetection,
} from '@angular/core'
import { FormControl, FormGroup, NG_VALUE_ACCESSOR, ReactiveFormsModule, Validators } from '@angular/forms'
import { bootstrapApplication } from '@angular/platform-browser'
import { filesOf, show, showSent } from '../state.js'

/** A field of the house: the form knows it by its ControlValueAccessor alone. */
const HouseField = Component({
  selector: 'house-field',
  inputs: ['label', 'inputId', 'type'],
  providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: forwardRef(() => HouseField), multi: true }],
  template: `<label>{{ label }}<input [id]="inputId" [type]="type || 'text'" [value]="value"
    (input)="take($event.target.value)" (blur)="touched()"></label>`,
})(
  class {
    value = ''
    touched = () => undefined
    changed = () => undefined
    detector = inject(ChangeDetectorRef)
    take(value) {
      this.value = value
      this.changed(value)
    }
    writeValue(value) {
      this.value = value ?? ''
      this.detector.markForCheck()
    }
    registerOnChange(tell) {
      this.changed = tell
    }
    registerOnTouched(tell) {
      this.touched = tell
    }
  },
)

const range = (from, to) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => (from < to ? from + at : from - at))

const App = Component({
  selector: 'app-root',
  imports: [ReactiveFormsModule, HouseField],
  template: `
    <form [formGroup]="form" (ngSubmit)="send()">
      <h1>Reserva tu habitación</h1>
      <div class="row">
        <house-field label="Nombre" inputId="nombre" formControlName="nombre"></house-field>
        <house-field label="Apellidos" inputId="apellidos" formControlName="apellidos"></house-field>
      </div>
      <house-field label="Correo electrónico" inputId="correo" type="email" formControlName="correo"></house-field>
      <label>Teléfono móvil <input id="movil" type="tel" formControlName="movil"></label>
      <fieldset>
        <legend>Fecha de nacimiento</legend>
        <div class="row">
          <label>Día <select id="dia" formControlName="dia"><option value=""></option>
            @for (day of days; track day) { <option [value]="day">{{ day }}</option> }</select></label>
          <label>Mes <select id="mes" formControlName="mes"><option value=""></option>
            @for (month of months; track month; let at = $index) { <option [value]="at + 1">{{ month }}</option> }</select></label>
          <label>Año <select id="ano" formControlName="ano"><option value=""></option>
            @for (year of years; track year) { <option [ngValue]="year">{{ year }}</option> }</select></label>
        </div>
      </fieldset>
      <label>País de residencia <select id="pais" formControlName="pais"><option value=""></option>
        <option value="es">España</option><option value="gb">Reino Unido</option><option value="mx">México</option></select></label>
      <label>Copia del documento de identidad <input id="copia" type="file" accept="application/pdf,image/jpeg" (change)="attach($event.target)"></label>
      <label>Observaciones <textarea id="notas" formControlName="notas"></textarea></label>
      <div style="height:0;overflow:hidden"><label>Código postal <input id="trampa" formControlName="trampa"></label></div>
      <p id="touched">{{ form.touched }} {{ form.valid }}</p>
      <button type="submit">Reservar</button>
    </form>`,
})(
  class {
    days = range(1, 31)
    years = range(2010, 1810)
    months = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
      ' ',
    )
    form = new FormGroup(
      Object.fromEntries(
        [
          'nombre',
          'apellidos',
          'correo',
          'movil',
          'dia',
          'mes',
          'ano',
          'pais',
          'notas',
          'trampa',
          'copia',
        ].map((name) => [
          name,
          new FormControl('', name === 'correo' ? [Validators.required, Validators.email] : []),
        ]),
      ),
    )
    constructor() {
      this.form.valueChanges.subscribe(show)
    }
    attach(input) {
      this.form.patchValue({ copia: filesOf(input).join(', ') })
    }
    send() {
      showSent(this.form.value)
    }
  },
)

document.querySelector('#app').append(document.createElement('app-root'))
void bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] })
