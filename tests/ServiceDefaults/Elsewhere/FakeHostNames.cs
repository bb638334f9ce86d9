using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GroupChat.ServiceDefaults.Elsewhere;

namespace GroupChat.ServiceDefaults.Tests.Elsewhere;

/// <summary>Names that stand for what a test says, and change when it says so.</summary>
internal sealed class FakeHostNames : IHostNames
{
    private readonly ConcurrentDictionary<string, IPAddress[]> _names = [];
    private int _asked;

    /// <summary>How often somebody has asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Without addresses the name cannot be resolved.</summary>
    public void Set(string name, params string[] addresses) => _names[name] = [.. addresses.Select(IPAddress.Parse)];

    public Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return _names.TryGetValue(name, out var addresses) && addresses.Length > 0
            ? Task.FromResult(addresses)
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
    }
}
