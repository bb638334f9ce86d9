using System.Net.WebSockets;
using GroupChat.Gateway.Edge.Json;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;

namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>
/// Any method over a WebSocket, one call each: <c>/ws/package.Service/Method</c>. All four kinds of calls, in both directions at
/// once; docs/guides/websockets.md has the wire.
/// </summary>
internal sealed class SocketTranslator(
    RequestDelegate next, CorsSettings cors, SocketSettings settings, TimeProvider time, IHostApplicationLifetime host)
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    public Task InvokeAsync(HttpContext http)
    {
        if (!SocketHandshake.IsClaimedBy(http.Request))
            return next(http);
        if (SocketHandshake.Read(http, cors, out var status, out var why) is { } handshake)
            return ServeAsync(http, handshake);
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(why);
    }

    private async Task ServeAsync(HttpContext http, SocketHandshake handshake)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = handshake.Subprotocol,
            KeepAliveInterval = TimeSpan.FromSeconds(settings.PingSeconds),
            KeepAliveTimeout = TimeSpan.FromSeconds(settings.PongTimeoutSeconds),
        });
        var frames = new SocketFrames(socket);
        var form = new SocketForm(MethodAt(handshake.GrpcPath), handshake.IsJson);
        try
        {
            await CallAsync(http, handshake, frames, form, new SocketAnswer(socket, form));
            await CloseAsync(socket, frames);
        }
        catch (Exception error) when (error is WebSocketException or IOException or OperationCanceledException)
        {
            // The client has gone, in the middle of whatever it was.
            socket.Abort();
        }
    }

    private async Task CallAsync(HttpContext http, SocketHandshake handshake, SocketFrames frames, SocketForm form, SocketAnswer answer)
    {
        using var left = new CancellationTokenSource();
        var requests = new SocketRequests(frames, form, left);
        var headers = ForeignHeaders.ToMetadata(http.Request.Headers);
        if (handshake.Token is { } token)
            headers.Append("authorization", $"Bearer {token}");
        try
        {
            if (handshake.IsJson && MethodAt(handshake.GrpcPath) is null)
                throw EdgeErrors.MethodUnknown();
            if (!await OpenAsync(requests, headers))
                return;
        }
        catch (DomainError error)
        {
            await answer.EndAsync(GrpcEnd.Of(error, RequestId.Of(http)), http.RequestAborted);
            return;
        }

        using var trace = SocketTrace.Begin(headers);
        var call = GrpcCall.Streaming(handshake.GrpcPath, headers, requests.PumpAsync) with { Left = left.Token };
        await GrpcExchange.RunAsync(http, call, answer, next);
    }

    private async Task<bool> OpenAsync(SocketRequests requests, IHeaderDictionary headers)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(settings.OpenTimeoutSeconds), time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, host.ApplicationStopping);
        try
        {
            return await requests.OpenAsync(headers, ends.Token);
        }
        catch (OperationCanceledException)
        {
            throw patience.IsCancellationRequested ? SocketErrors.Silent() : EndErrors.Draining();
        }
    }

    // Reads what is still on its way, so that the client gets the status before the connection ends; but not for ever.
    private async Task CloseAsync(WebSocket socket, SocketFrames frames)
    {
        using var patience = new CancellationTokenSource(Goodbye, time);
        if (socket.State == WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        await frames.DrainAsync(patience.Token);
    }

    private static Google.Protobuf.Reflection.MethodDescriptor? MethodAt(string path) =>
        path.Split('/') is ["", var service, var method]
            ? JsonTypes.Services.FirstOrDefault(known => known.FullName == service)?.FindMethodByName(method)
            : null;
}
