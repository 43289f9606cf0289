import { describe, expect, it } from 'vitest';
import { readPlace } from './place';

const MASP = { latitude: -23.5614, longitude: -46.6559 };

describe('coordinates as people write them', () => {
  it.each([
    ['-23.5614, -46.6559'],
    ['-23.5614,-46.6559'],
    ['  (-23.5614  -46.6559) '],
    ['-23.5614; -46.6559'],
    ['-23,5614, -46,6559'],
    ['-23,5614 -46,6559'],
    ['-23,5614,-46,6559'],
    ['−23.5614, −46.6559'],
    ['Latitude: -23.5614, Longitude: -46.6559'],
    ['lat=-23.5614 lng=-46.6559'],
    ['23.5614° S, 46.6559° W'],
    ['23,5614 S 46,6559 O'],
  ])('%s', (typed) => expect(readPlace(typed)).toEqual(MASP));

  it.each([
    [`23°33'41.0"S 46°39'21.2"W`, -23.5613889, -46.6558889],
    ['23°33′41″S, 46°39′21″O', -23.5613889, -46.6558333],
    [`40°26.767' N 79°58.933' W`, 40.4461167, -79.9822167],
    ['35.6586, 139.7454', 35.6586, 139.7454],
    [`35°39'31"N 139°44'43"L`, 35.6586111, 139.7452778],
    ['-8.05, -35', -8.05, -35],
    ['0.0, 0.0', 0, 0],
    ['-90.0, 180.0', -90, 180],
  ])('%s', (typed, latitude, longitude) => expect(readPlace(typed)).toEqual({ latitude, longitude }));
});

describe('links of maps', () => {
  it.each([
    ['https://www.google.com/maps?q=-23.5614,-46.6559'],
    ['https://maps.google.com/?q=loc:-23.5614,-46.6559'],
    ['https://maps.google.com.br/maps?ll=-23.5614,-46.6559&z=16'],
    ['https://www.google.com/maps/search/?api=1&query=-23.5614%2C-46.6559'],
    ['https://www.google.com/maps/search/-23.5614,+-46.6559?entry=tts'],
    ['https://www.google.com.br/maps/@-23.5614,-46.6559,17z'],
    ['https://www.google.com/maps/place/-23.5614,-46.6559/@-23.9,-46.9,17z'],
    ['https://www.google.com/maps/dir/?api=1&destination=-23.5614,-46.6559'],
    ['https://www.google.com/maps/dir/-22.9,-43.2/-23.5614,-46.6559/@-23.1,-45.1,8z'],
    ['google.com/maps?q=-23.5614,-46.6559'],
    ['Estamos aqui: https://www.google.com/maps?q=-23.5614,-46.6559'],
    ['https://www.openstreetmap.org/?mlat=-23.5614&mlon=-46.6559#map=17/-23.9/-46.9'],
    ['https://www.openstreetmap.org/#map=17/-23.5614/-46.6559'],
    ['https://www.openstreetmap.org/way/123#map=17.5/-23.5614/-46.6559&layers=N'],
    ['https://waze.com/ul?ll=-23.5614%2C-46.6559&navigate=yes'],
    ['https://www.waze.com/live-map/directions?to=ll.-23.5614%2C-46.6559'],
    ['https://maps.apple.com/?ll=-23.5614,-46.6559'],
    ['geo:-23.5614,-46.6559;u=35'],
  ])('%s', (link) => expect(readPlace(link)).toEqual(MASP));

  it.each([
    [
      'https://www.google.com/maps/place/MASP+-+S%C3%A3o+Paulo/@-23.9,-46.9,17z/data=!3m1!4b1!4m6!3m5!1s0x94!8m2!3d-23.5614!4d-46.6559!16zL20?entry=ttu',
      'MASP - São Paulo',
    ],
    ['https://www.google.com/maps/place/MASP/@-23.5614,-46.6559,17z', 'MASP'],
    ['https://maps.google.com/maps?q=-23.5614,-46.6559+(Loja+Centro)', 'Loja Centro'],
    ['https://maps.apple.com/place?coordinate=-23.5614,-46.6559&name=MASP', 'MASP'],
    ['geo:0,0?q=-23.5614,-46.6559(MASP)', 'MASP'],
  ])('takes the name along: %s', (link, name) => expect(readPlace(link)).toEqual({ ...MASP, name }));

  it('takes the pin of a place seen as coordinates, and no name', () => {
    const link = `https://www.google.com/maps/place/23%C2%B033'41.0%22S+46%C2%B039'21.2%22W/@-23.9,-46.9,17z/data=!8m2!3d-23.5614!4d-46.6559`;
    expect(readPlace(link)).toEqual(MASP);
  });
});

describe('what is no place', () => {
  it.each([
    ['https://maps.app.goo.gl/AbCdEf123', 'short'],
    ['MASP https://goo.gl/maps/AbCdEf', 'short'],
    ['https://osm.org/go/M@yT8R', 'short'],
    ['https://maps.apple/p/AbC', 'short'],
    ['https://www.google.com/maps/search/padaria', 'link'],
    ['https://www.google.com/maps/dir/Recife/Olinda/@-8.03,-34.9,13z', 'link'],
    ['https://www.openstreetmap.org/', 'link'],
    ['https://www.waze.com/ul/h6gycf8', 'link'],
    ['https://exemplo.com.br/?q=-23.5614,-46.6559', 'other'],
    ['-123.5614, -46.6559', 'range'],
    ['-23.5614, -186.6559', 'range'],
    ['https://www.google.com/maps?q=-93.5614,-46.6559', 'range'],
    ['', 'other'],
    ['Avenida Paulista, 1578', 'other'],
    ['-23.5614', 'other'],
    ['-23,5614', 'other'],
    ['10, 20', 'other'],
    ['11 98765-4321', 'other'],
    ['30.11.2026', 'other'],
    ['http://[/', 'other'],
    ['https://www.google.com/maps/place/%E0%A4%A/', 'link'],
  ])('%s: %s', (typed, problem) => expect(readPlace(typed)).toBe(problem));
});
