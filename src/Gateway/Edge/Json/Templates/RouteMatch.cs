namespace GroupChat.Gateway.Edge.Json.Templates;

/// <summary>What a route table knows about a request.</summary>
/// <param name="Route">Null when no template fits, or none with that method.</param>
/// <param name="Path">The path without its verb, to take variables from.</param>
/// <param name="Allowed">The methods of every template that fits, sorted; empty when none does.</param>
internal sealed record RouteMatch<T>(T? Route, RequestPath Path, IReadOnlyCollection<string> Allowed)
    where T : class;
