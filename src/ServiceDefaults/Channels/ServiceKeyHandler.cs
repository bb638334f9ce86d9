using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.ServiceDefaults.Channels;

/// <summary>Shows the service key with every call, of whatever kind.</summary>
internal sealed class ServiceKeyHandler(ServiceKey key, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("authorization", key.Header);
        return base.SendAsync(request, cancellationToken);
    }
}
