using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>
/// Sends a gRPC call to another server over HTTP/2 and its answer back, byte for byte: messages are never decoded. Deadlines travel
/// in their header, and a client that leaves cancels the call there.
/// </summary>
internal sealed class Forwarder(HttpMessageInvoker connections)
{
    /// <param name="http">A plain gRPC call, from a client or from a translator.</param>
    /// <param name="servers">Where the service is; the next one is tried only when a server got nothing of the call.</param>
    public async Task ForwardAsync(HttpContext http, IReadOnlyList<Uri> servers)
    {
        foreach (var server in servers)
        {
            var body = new ForwardedRequest(http.Request);
            try
            {
                using var request = ForwardedHeaders.RequestOf(http.Request, server, body);
                using var response = await connections.SendAsync(request, http.RequestAborted);
                await AnswerAsync(http, response);
                return;
            }
            catch (HttpRequestException) when (!body.HasBegun)
            {
                // Nobody listens there: the call has not left this process.
            }
            catch (Exception error) when (error is HttpRequestException or IOException && !http.RequestAborted.IsCancellationRequested)
            {
                Fail(http);
                return;
            }
        }

        Fail(http);
    }

    private static async Task AnswerAsync(HttpContext http, HttpResponseMessage response)
    {
        http.Response.StatusCode = (int)response.StatusCode;
        ForwardedHeaders.Copy(response.Headers.NonValidated, http.Response.Headers);
        ForwardedHeaders.Copy(response.Content.Headers.NonValidated, http.Response.Headers);
        // An answer without messages stays one: its status is among the headers.
        if (!response.Headers.Contains("grpc-status"))
            await CopyAsync(http, response);
        foreach (var (name, values) in response.TrailingHeaders.NonValidated)
            http.Response.AppendTrailer(name, values.ToArray());
    }

    private static async Task CopyAsync(HttpContext http, HttpResponseMessage response)
    {
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        await using var body = await response.Content.ReadAsStreamAsync(http.RequestAborted);
        while (true)
        {
            var read = await body.ReadAsync(http.Response.BodyWriter.GetMemory(), http.RequestAborted);
            if (read == 0)
                return;
            http.Response.BodyWriter.Advance(read);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
    }

    private static void Fail(HttpContext http)
    {
        var end = GrpcEnd.Of(new(ErrorCode.Unavailable, "SERVICE_UNREACHABLE", "a part of the server cannot be reached"), RequestId.Of(http));
        foreach (var (name, values) in end.Trailers)
        {
            if (http.Response.HasStarted)
                http.Response.AppendTrailer(name, values);
            else
                http.Response.Headers[name] = values;
        }

        if (!http.Response.HasStarted)
            http.Response.ContentType = "application/grpc";
    }
}
