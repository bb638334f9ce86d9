namespace GroupChat.ServiceDefaults.Channels;

/// <summary>Shows the service key with every call, of whatever kind.</summary>
internal sealed class ServiceKeyHandler(string header, HttpMessageInvoker inner) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("authorization", header);
        return inner.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
