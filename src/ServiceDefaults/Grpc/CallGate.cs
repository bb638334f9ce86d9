using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// What stands before each gRPC method: finds out who calls and whether they may, ties a stream's life to the host's, and
/// gives the refusals that gRPC itself makes before a handler runs a reason.
/// </summary>
internal sealed class CallGate(
    RequestDelegate handler, GatedMethod method, CallerResolver callers, StreamLifetime lifetime, CallFaults faults, IServiceProvider services)
{
    private readonly ICallLimiter? _limiter = services.GetService<ICallLimiter>();

    public async Task InvokeAsync(HttpContext http)
    {
        if (!GrpcContent.Is(http.Request.ContentType))
        {
            // The handler refuses it with 415; a gRPC status would tell such a client nothing.
            await handler(http);
            return;
        }
        if (await AdmitAsync(http))
        {
            DeadlineEnd.Watch(http);
            await (method.Streams ? StreamAsync(http) : handler(http));
        }

        // Of a unary call that fails before its interceptors (size limit, framing) the status is still in the headers.
        ErrorDetails.AddMissing(http);
    }

    private async ValueTask<bool> AdmitAsync(HttpContext http)
    {
        try
        {
            _limiter?.Arrive(http);
            var caller = method.Rule == CallerRule.Anyone ? Caller.Anonymous : await callers.ResolveAsync(http);
            method.Rule.Check(caller, method.Scope);
            if (_limiter is not null)
                await _limiter.AdmitAsync(http, caller, method.Name);
            http.Features.Set(caller);
            if (method.Streams && _limiter?.OpenStream(http, caller) is { } place)
                http.Response.RegisterForDispose(place);
            return true;
        }
        catch (Exception exception)
        {
            if (exception is DomainError { Code: ErrorCode.Unauthenticated })
                _limiter?.NoteRefusal(http);
            TrailersOnly.Write(http.Response, faults.Of(exception, http));
            return false;
        }
    }

    private async Task StreamAsync(HttpContext http)
    {
        lifetime.Enter();
        http.Response.OnCompleted(() =>
        {
            lifetime.LeaveStream(http.GetCaller().Kind == CallerKind.Service);
            return Task.CompletedTask;
        });
        using var stay = callers.Watch(http.GetCaller());
        if (stay is not null)
            http.Features.Set(stay);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.Ended, stay?.Ended ?? default);
        http.RequestAborted = life.Token;
        // It has let the caller in. A stream may live for days, and what it came with lives as long.
        http.Request.Headers.Authorization = default;
        await handler(http);
    }
}
