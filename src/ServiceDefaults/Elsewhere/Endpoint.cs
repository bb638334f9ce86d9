using System.Net.Sockets;
using Polly;
using Polly.CircuitBreaker;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>
/// One address of a service: its connections, its health, and a circuit breaker. The breaker opens when calls fail to get through,
/// and closes when the address says again that it serves: no call of a user is risked to find that out.
/// </summary>
internal sealed class Endpoint : IDisposable
{
    private readonly HttpMessageInvoker _connections;
    private readonly CircuitBreakerManualControl _control = new();
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly ResiliencePipeline<HttpResponseMessage> _breaker;
    private volatile EndpointHealth _health;

    public Endpoint(Uri address, HttpMessageHandler connections, TimeProvider time, Action<Endpoint> changed)
    {
        (Address, Changed) = (address, changed);
        _connections = new(connections, disposeHandler: true);
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        _breaker = builder.AddCircuitBreaker(EndpointBreaker.Options(_control, _circuit, () => Opened?.Invoke())).Build();
    }

    public Uri Address { get; }

    /// <summary>The same connections for asking after the health, past the breaker.</summary>
    public HttpMessageHandler Bare => new BareHandler(_connections);

    /// <summary>The breaker has opened: it is time to ask after the address anew.</summary>
    public Action? Opened { get; set; }

    public EndpointHealth Health => _health;

    public bool IsOpen => _circuit.CircuitState != CircuitState.Closed;

    /// <summary>Calls go there.</summary>
    public bool IsServing => _health is EndpointHealth.Serving or EndpointHealth.Unknown && !IsOpen;

    /// <summary>Calls may try, when there is no better: it could be back since it was last asked.</summary>
    public bool MayBeBack => _health == EndpointHealth.Lost && !IsOpen;

    private Action<Endpoint> Changed { get; }

    /// <summary>The answer, as far as its headers, or why there is none.</summary>
    public async ValueTask<Outcome<HttpResponseMessage>> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            return await _breaker.ExecuteOutcomeAsync(SendAsync, context, (_connections, request));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public async Task HearAsync(EndpointHealth health)
    {
        if (health == EndpointHealth.Serving && IsOpen)
            await _control.CloseAsync();
        var before = _health;
        _health = health;
        if (before != health)
            Changed(this);
    }

    /// <summary>No new calls. Those that have begun go on to their end.</summary>
    public void Dispose() => _connections.Dispose();

    private static async ValueTask<Outcome<HttpResponseMessage>> SendAsync(
        ResilienceContext context, (HttpMessageInvoker Connections, HttpRequestMessage Request) call)
    {
        try
        {
            return Outcome.FromResult(await call.Connections.SendAsync(call.Request, context.CancellationToken));
        }
        catch (SocketException error)
        {
            // What the connection pool lets through when a connection ends while it is being made.
            return Outcome.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError, error.Message, error));
        }
        catch (ObjectDisposedException error)
        {
            // The address was given up between the choice of it and the call.
            return Outcome.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError, error.Message, error));
        }
        catch (Exception error)
        {
            return Outcome.FromException<HttpResponseMessage>(error);
        }
    }
}
