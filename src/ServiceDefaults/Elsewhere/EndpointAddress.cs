namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>Where one process of a service is.</summary>
/// <param name="Uri">Scheme, host and port to connect to.</param>
/// <param name="Host">The name by which it was found, and which its certificate has to have.</param>
internal sealed record EndpointAddress(Uri Uri, string Host);
