/// A file of the shape that the contract shows, with every section and both ways of writing most things.
let contractFile = """
  gateway:
    listen: 127.0.0.1:8080
    database: sqlite:acuse.db
    public_url: https://acuse.example.mx
  meta:
    graph_url: https://graph.facebook.com   # plain http only for loopback
    graph_version: v26.0
  mail: { smtp: "smtp://mail.example.mx:587", from: acuse@example.mx }
  numbers:
    - { phone_number_id: "106540352242922", waba_id: "102290129340398", display: "+52 55 5555 5678", \
      name: Soporte, language: es_MX, team: soporte, throughput: 80, access_token: ACUSE_ACCESS_TOKEN }
  calendars:
    oficina:
      timezone: America/Mexico_City
      week: { mon-fri: ["09:00-14:00", "15:00-18:00"], sat: "10:00-13:00" }
      holidays: mx
      dates: { 2026-12-24: "09:00-13:00", 2026-12-26: closed }
    siempre: { timezone: America/Mexico_City, always_open: true }
  people:
    ana:   { name: Ana Ruiz,  whatsapp: "+5215555501111", email: ana@example.mx,   language: es, \
      timezone: America/Mexico_City, shift: oficina, team: soporte, capacity: 8 }
    beto:  { name: Beto Gil,  whatsapp: "+5215555502222", email: beto@example.mx,  language: es, \
      timezone: America/Mexico_City, shift: oficina, team: soporte, capacity: 8 }
    lucia: { name: Lucía Paz, whatsapp: "+5215555503333", email: lucia@example.mx, language: es, \
      timezone: America/Mexico_City, roles: supervisor, quiet: "21:00-07:00", alerts_per_hour: 12 }
    marta: { name: Marta Sol, whatsapp: "+5215555504444", email: marta@example.mx, language: es, \
      timezone: America/Mexico_City, roles: management }
  teams:
    soporte:       { lead: lucia, assign: least_loaded }
    especialistas: { lead: lucia, assign: round_robin }
  rotas:
    guardia: { timezone: America/Mexico_City, starts: 2026-11-23, handover: "mon 09:00", people: [ana, beto] }
  segments:
    vip: { contacts_from: api }
  triage:
    lexicon: default
    rules:
      - { name: pago, words: ["problema de pago", "cobro doble"], category: billing, priority: high, tags: pago }
  acknowledgements: { quiet_window: 3s, interval: 6h, stale_after: 20m, monthly_budget: 900, mark_read: true }
  ladders:
    estandar:
      - { at: -5m, tell: assignee }
      - { at: due, tell: lead, unless: { delivered: 5m, tell: "rota:guardia" }, \
      then: [{ reassign: least_loaded }, { tag: SLA Incumplido }, { stage: Revisión de Supervisor }] }
      - { at: +30m, tell: "role:management", then: [{ priority: urgent }, { queue: urgentes }, \
      { tell_customer: escalated }] }
  policies:
    - name: critica
      when: { category: critical_failure }
      calendar: oficina
      acknowledge: { open: ack_urgent, closed: ack_closed, late: ack_late }
      clocks:
        first_response: { target: 10m, ladder: estandar }
        next_response:  { target: 15m, ladder: estandar }
        resolution:     { target: 4h, pause_while: [waiting_customer], ladder: [{ at: 75%, tell: assignee }, \
      { at: due, tell: lead }] }
      immediate: { tags: emergencia, tell: lead }
    - name: general
      calendar: oficina
      acknowledge: { open: ack, closed: ack_closed, late: ack_late }
      clocks:
        first_response: { target: 15m, ladder: estandar, calendar: siempre }
        next_response:  { target: 30m, ladder: estandar }
        resolution:     { target: 16h, ladder: [{ at: 90%, tell: assignee }, { at: due, tell: lead }] }
  closing: { reopen_within: 24h, satisfaction: { ask: true } }
  retention: { messages: 365d, raw: 30d, timeline: 730d }

  """
