namespace GroupChat.Gateway.Edge.Json.Templates;

/// <summary>
/// Finds the template that a path fits best: segment by segment a literal goes before <c>*</c>, and <c>*</c> before <c>**</c>,
/// whatever the order of registration. A path that ends in a known verb is never an id with a colon in it. A look-up visits each
/// node of the tree at most once.
/// </summary>
internal sealed class RouteTable<T>
    where T : class
{
    private const string AnyMethod = "*";
    private readonly RouteNode<T> _root = new();
    private readonly HashSet<string> _verbs = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The same method and shape of path leads to another route already.</exception>
    public void Add(string method, PathTemplate template, T route)
    {
        var node = _root;
        foreach (var segment in template.Segments.Where(segment => segment.Kind != SegmentKind.Rest))
            node = node.Child(segment);
        var ends = template.HasRest ? node.Rests : node.Ends;
        if (!ends.TryGetValue(template.Verb, out var methods))
            ends[template.Verb] = methods = new(StringComparer.Ordinal);
        if (!methods.TryAdd(method, route))
            throw new InvalidOperationException($"{method} {template.Text} of {route} is taken by {methods[method]}.");
        if (template.Verb.Length > 0)
            _verbs.Add(template.Verb);
    }

    /// <summary>Whether some template begins with this literal: what does not fit below it is unknown, and nobody else's.</summary>
    public bool Owns(string firstSegment) => _root.Literals.ContainsKey(firstSegment);

    public RouteMatch<T> Find(string method, RequestPath path)
    {
        if (path.CutVerb() is { } cut && _verbs.Contains(cut.Verb))
        {
            var withVerb = Search(method, cut.Path, cut.Verb);
            if (withVerb.Allowed.Count > 0)
                return withVerb;
        }
        return Search(method, path, "");
    }

    private RouteMatch<T> Search(string method, RequestPath path, string verb)
    {
        var allowed = new SortedSet<string>(StringComparer.Ordinal);
        return new(Visit(_root, 0), path, allowed);

        T? Visit(RouteNode<T> node, int depth)
        {
            if (depth == path.Length)
                return Pick(node.Ends) ?? Pick(node.Rests);
            T? found = null;
            if (path.Decoded(depth) is { } text && node.Literals.TryGetValue(text, out var literal))
                found = Visit(literal, depth + 1);
            if (found is null && node.One is not null && path.Raw(depth).Length > 0)
                found = Visit(node.One, depth + 1);
            return found ?? Pick(node.Rests);
        }

        T? Pick(Dictionary<string, SortedDictionary<string, T>> ends)
        {
            if (!ends.TryGetValue(verb, out var methods))
                return null;
            allowed.UnionWith(methods.Keys);
            return methods.GetValueOrDefault(method)
                ?? (method == "HEAD" ? methods.GetValueOrDefault("GET") : null)
                ?? methods.GetValueOrDefault(AnyMethod);
        }
    }
}
