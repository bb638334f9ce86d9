namespace GroupChat.Chaos.Tests.Workload;

/// <summary>A client's connections, one for each server. One that has failed is replaced.</summary>
internal sealed class Wires(IReadOnlyList<string> addresses) : IDisposable
{
    private readonly Wire?[] _wires = new Wire?[addresses.Count];

    public int Count => addresses.Count;

    public Wire To(int node)
    {
        lock (_wires)
            return _wires[node] ??= new Wire(addresses[node]);
    }

    /// <summary>Gives a connection up, unless another has taken its place already.</summary>
    public void Drop(Wire failed)
    {
        lock (_wires)
        {
            if (Array.IndexOf(_wires, failed) is not (>= 0 and var node))
                return;
            _wires[node] = null;
        }

        failed.Dispose();
    }

    public void Dispose()
    {
        foreach (var wire in _wires)
            wire?.Dispose();
    }
}
