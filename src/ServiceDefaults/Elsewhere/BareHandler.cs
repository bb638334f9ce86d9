namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>
/// Connections as seen by a gRPC channel that shares them with others. A channel that sees a socket handler makes itself at home in it:
/// from then on no connection is made without the channel's own list of addresses.
/// </summary>
internal sealed class BareHandler(HttpMessageInvoker connections) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        connections.SendAsync(request, cancellationToken);
}
