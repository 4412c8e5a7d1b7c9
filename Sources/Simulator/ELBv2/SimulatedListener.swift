import Core

/// A listener with its actions in full.
struct SimulatedListener {
  var settings: Listener
  var actions: [Action]

  init(_ listener: Listener) {
    settings = listener
    actions = listener.defaultActions.map(Action.init)
  }

  init(_ listener: Listener, actions: [Action]) {
    settings = listener
    self.actions = actions
    settings.defaultActions = actions.map(\.observed)
  }

  var groups: Set<String> { Set(actions.flatMap(\.groups).map(\.group)) }
}
