extension [DecodedFile] {
  /// A binding's name is unique over all files: reports and `--only` go by it.
  mutating func refuseSharedNames() {
    var first: [String: Site] = [:]
    for site in sites {
      guard let name = self[site].name else { continue }
      guard let earlier = first[name] else {
        first[name] = site
        continue
      }
      complain(
        at: site,
        self[site].nameMark,
        path: "name",
        "another binding has this name: \(position(earlier, self[earlier].nameMark))"
      )
    }
  }

  /// An exclusive binding takes every target it doesn't want for stale, those of others too.
  mutating func refuseSharedTargetGroups() {
    var claims: [TargetGroupClaim.Group: [Site]] = [:]
    var order: [TargetGroupClaim.Group] = []
    for site in sites {
      guard let group = self[site].claim?.group else { continue }
      if claims[group] == nil { order.append(group) }
      claims[group, default: []].append(site)
    }
    for group in order {
      guard let sites = claims[group], let first = sites.first, sites.count > 1,
        let exclusive = sites.first(where: { self[$0].claim?.isExclusive == true })
      else { continue }
      for site in sites.dropFirst() {
        let rival = site == exclusive ? first : exclusive
        guard let mark = self[site].claim?.mark, let rivalMark = self[rival].claim?.mark else {
          continue
        }
        complain(
          at: site,
          mark,
          path: "targetGroup",
          "\(self[rival].place.subject) has the same target group "
            + "(\(position(rival, rivalMark))), and \(self[exclusive].place.subject) is exclusive: "
            + "it would remove the other's targets"
        )
      }
    }
  }

  /// Where a binding stands among all.
  fileprivate struct Site: Hashable {
    let file: Int
    let binding: Int
  }

  private var sites: [Site] {
    indices.flatMap { file in
      self[file].bindings.indices.map { Site(file: file, binding: $0) }
    }
  }

  private subscript(site: Site) -> DecodedBinding { self[site.file].bindings[site.binding] }

  private func position(_ site: Site, _ mark: Mark) -> String {
    "\(self[site.file].name.escapedForMessage):\(mark.line):\(mark.column)"
  }

  private mutating func complain(at site: Site, _ mark: Mark, path: String, _ message: String) {
    var place = self[site].place
    place.path = path
    self[site.file].complaints.append(Complaint(mark: mark, place: place, message: message))
  }
}
