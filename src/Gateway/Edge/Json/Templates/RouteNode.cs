namespace GroupChat.Gateway.Edge.Json.Templates;

/// <summary>A place in the tree of all templates: what may follow, and what ends here, by verb and HTTP method.</summary>
internal sealed class RouteNode<T>
    where T : class
{
    public Dictionary<string, RouteNode<T>> Literals { get; } = new(StringComparer.Ordinal);

    public RouteNode<T>? One { get; private set; }

    /// <summary>Templates that end at this node.</summary>
    public Dictionary<string, SortedDictionary<string, T>> Ends { get; } = new(StringComparer.Ordinal);

    /// <summary>Templates that take whatever follows this node.</summary>
    public Dictionary<string, SortedDictionary<string, T>> Rests { get; } = new(StringComparer.Ordinal);

    public RouteNode<T> Child(TemplateSegment segment)
    {
        if (segment.Kind == SegmentKind.One)
            return One ??= new();
        if (!Literals.TryGetValue(segment.Text, out var child))
            Literals[segment.Text] = child = new();
        return child;
    }
}
