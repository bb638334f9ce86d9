using Grpc.Core;
using Grpc.Net.Client;
using Contract = Grpc.Health.V1.Health;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>
/// Keeps a <c>grpc.health.v1</c> watch open to one address: what it says of itself, and that the connection is there. Comes back
/// after a loss, at first at once, later every two seconds.
/// </summary>
internal sealed class EndpointWatch : IAsyncDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Endpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private CancellationTokenSource? _look;

    private EndpointWatch(Endpoint endpoint, TimeProvider time)
    {
        (_endpoint, _time) = (endpoint, time);
        // Not on the thread of the call whose failure has opened the breaker.
        endpoint.Opened = () => Volatile.Read(ref _look)?.CancelAsync();
        _running = Task.Run(RunAsync);
    }

    public static EndpointWatch Start(Endpoint endpoint, TimeProvider time) => new(endpoint, time);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var channel = GrpcChannel.ForAddress(_endpoint.Address, new() { HttpHandler = _endpoint.Bare, DisposeHttpClient = false });
        var client = new Contract.HealthClient(channel);
        for (var wait = FirstWait; !_stop.IsCancellationRequested; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            if (await LookAsync(client))
                wait = FirstWait;
            var pause = _endpoint.IsOpen ? EndpointBreaker.Pause : wait;
            await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), _time, _stop.Token);
        }
    }

    /// <summary>True when something was heard.</summary>
    private async Task<bool> LookAsync(Contract.HealthClient client)
    {
        using var look = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var patience = _time.CreateTimer(static look => ((CancellationTokenSource)look!).Cancel(), look, Patience, Timeout.InfiniteTimeSpan);
        Volatile.Write(ref _look, look);
        var heard = false;
        try
        {
            using var watch = client.Watch(new(), cancellationToken: look.Token);
            while (await watch.ResponseStream.MoveNext(look.Token))
            {
                heard = true;
                patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                var serves = watch.ResponseStream.Current.Status == ServingStatus.Serving;
                await _endpoint.HearAsync(serves ? EndpointHealth.Serving : EndpointHealth.NotServing);
            }
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Unimplemented)
        {
            // A server that does not know the protocol serves as far as anybody can tell.
            await _endpoint.HearAsync(EndpointHealth.Serving);
        }
        catch (Exception error) when (error is RpcException or OperationCanceledException)
        {
            if (!_stop.IsCancellationRequested)
                await _endpoint.HearAsync(EndpointHealth.Lost);
        }
        finally
        {
            Volatile.Write(ref _look, null);
        }

        return heard;
    }
}
