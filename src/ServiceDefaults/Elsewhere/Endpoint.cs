using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, Uri> _methods = new(StringComparer.Ordinal);
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

    /// <summary>Of a method there. The paths are those of our own contracts, few and always the same.</summary>
    public Uri UriOf(string path) => _methods.GetOrAdd(path, static (path, address) => new(address, path), Address);

    /// <summary>The answer, as far as its headers, or why there is none.</summary>
    public async ValueTask<Outcome<HttpResponseMessage>> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsOpen)
            return Outcome.FromException<HttpResponseMessage>(new BrokenCircuitException());
        var outcome = await AttemptAsync(request, cancellationToken);
        await NoteAsync(outcome);
        return outcome;
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

    private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Outcome.FromResult(await _connections.SendAsync(request, cancellationToken));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // What the connection pool lets through when a connection ends while it is being made, and what it says when the address
            // was given up between the choice of it and the call.
            return Outcome.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError, error.Message, error));
        }
        catch (Exception error)
        {
            return Outcome.FromException<HttpResponseMessage>(error);
        }
    }

    // Afterwards, and not around the call: the breaker counts what is done already, and costs a call a fraction of what it would cost
    // to wait inside it. Once it is open nothing is counted any more.
    private async ValueTask NoteAsync(Outcome<HttpResponseMessage> outcome)
    {
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        try
        {
            await _breaker.ExecuteOutcomeAsync(static (_, outcome) => ValueTask.FromResult(outcome), context, outcome);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
