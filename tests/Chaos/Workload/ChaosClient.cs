using GroupChat.Chaos.Tests.Checking;
using Grpc.Core;

namespace GroupChat.Chaos.Tests.Workload;

/// <summary>
/// One member of some rooms, behind the proxies: it listens on one stream, comes back with its cursors on a random server whenever
/// that breaks, and its workers do things to the rooms, again and again until they know what came of it.
/// </summary>
internal sealed partial class ChaosClient(
    Identity identity, IReadOnlyList<ClientRoom> rooms, IReadOnlyList<string> servers, ClientTools tools, int seed) : IDisposable
{
    /// <summary>What is not answered by then has an unknown outcome. Longer than a server is ever stopped for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly Wires _wires = new(servers);
    private readonly Random _random = new(seed);
    private readonly Lock _dice = new();
    private volatile Talk? _talk;

    public string UserId => identity.UserId;

    public string Name => identity.Name;

    public IReadOnlyList<ClientRoom> Rooms => rooms;

    public int Servers => _wires.Count;

    /// <summary>Draws from the client's own dice, which its workers share.</summary>
    public T Draw<T>(Func<Random, T> draw)
    {
        lock (_dice)
            return draw(_random);
    }

    public int Draw(int count) => Draw(random => random.Next(count));

    public Wire WireTo(int node) => _wires.To(node);

    /// <summary>Makes one attempt and writes down what came of it. The call answers with the outcome or throws.</summary>
    /// <param name="claim">What the log will say if it takes effect; its outcome is still open.</param>
    /// <param name="expected">Reasons for which it may be refused.</param>
    /// <param name="call">Makes the call.</param>
    public async Task<Outcome> AttemptAsync(Claim claim, IReadOnlyList<string> expected, Func<Task<Outcome>> call)
    {
        var started = tools.Recorder.Tick();
        var outcome = await OutcomeAsync(call);
        tools.Recorder.Tried(new(started, tools.Recorder.Tick(), claim.Room, claim.Kind, UserId, claim.Key, claim.Text, outcome));
        if (outcome is Outcome.Refused refused && !expected.Contains(refused.Reason))
            tools.Recorder.Complain($"{claim.Kind} was refused with {refused.Reason}");
        return outcome;
    }

    public void Complain(string complaint) => tools.Recorder.Complain(complaint);

    /// <summary>A unary call over a connection of its own to a server; a connection that fails is given up.</summary>
    public async Task<T> CallAsync<T>(int node, Func<Wire, CallOptions, AsyncUnaryCall<T>> call)
    {
        var wire = _wires.To(node);
        try
        {
            return await call(wire, new CallOptions(identity.Headers, TimeProvider.System.GetUtcNow().UtcDateTime + Patience));
        }
        catch (RpcException failed) when (Refusal.Read(failed) is Outcome.Unknown)
        {
            _wires.Drop(wire);
            throw;
        }
    }

    public void Dispose() => _wires.Dispose();

    private static async Task<Outcome> OutcomeAsync(Func<Task<Outcome>> call)
    {
        try
        {
            return await call();
        }
        catch (RpcException failed)
        {
            return Refusal.Read(failed);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return new Outcome.Unknown();
        }
    }

    /// <summary>The connection has failed, or was given up, in one of the ways in which that shows.</summary>
    private static bool IsBroken(Exception broken) =>
        broken is RpcException or IOException or OperationCanceledException or TimeoutException or ObjectDisposedException
            or HttpRequestException or InvalidOperationException;
}
