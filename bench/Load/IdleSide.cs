using System.Diagnostics;
using GroupChat.Bench.Servers;
using GroupChat.Bench.Wire;

namespace GroupChat.Bench.Load;

/// <summary>A server to open streams on and to leave alone then.</summary>
internal sealed class IdleSide(ServerProcess server, Func<int, Http2Connection, Task> open)
{
    private const int WarmUp = 200;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Watching = TimeSpan.FromSeconds(30);

    private double? _bytesBefore;
    private int _process;

    public ServerProcess Server => server;

    public async Task<IdleCycle> CycleAsync(int streams, int streamsPerConnection)
    {
        if (_bytesBefore is null || _process != server.Id)
            await BeginAsync(streamsPerConnection);
        var connections = await OpenAsync(streams, streamsPerConnection);
        await Task.Delay(Settling); // presence has been told
        var (cpu, start) = (server.Cpu, Stopwatch.GetTimestamp());
        await Task.Delay(Watching);
        var cores = (server.Cpu - cpu) / Stopwatch.GetElapsedTime(start);
        var bytes = server.BytesResident;
        await CloseAsync(connections);
        return new((bytes - _bytesBefore!.Value) / streams, cores, bytes / (1024.0 * 1024.0));
    }

    // The code is loaded and compiled, but there is no heap yet for many.
    private async Task BeginAsync(int streamsPerConnection)
    {
        await CloseAsync(await OpenAsync(WarmUp, streamsPerConnection));
        (_bytesBefore, _process) = (server.BytesResident, server.Id);
    }

    private async Task<Http2Connection[]> OpenAsync(int streams, int streamsPerConnection)
    {
        var connections = new Http2Connection[streams / streamsPerConnection];
        await Crowd.EachAsync(connections.Length, async number =>
        {
            connections[number] = await Http2Connection.OpenAsync(new Uri(server.Address));
            for (var stream = 0; stream < streamsPerConnection; stream++)
                await open((number * streamsPerConnection) + stream, connections[number]);
        });
        return connections;
    }

    private static async Task CloseAsync(Http2Connection[] connections)
    {
        if (Array.Find(connections, connection => connection.Fault is not null) is { } broken)
            throw new InvalidOperationException("a connection ended", broken.Fault);
        foreach (var connection in connections)
            await connection.DisposeAsync();
        await Task.Delay(Settling);
    }
}
