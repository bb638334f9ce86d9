using System.Collections;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>
/// The server's addresses as clients see them: each once, though the server has two endpoints for a <see cref="OnePort"/>, and
/// without the Unix sockets, which are the process's own.
/// </summary>
internal sealed class PublicAddresses(IServerAddressesFeature inner) : IServerAddressesFeature, ICollection<string>
{
    public ICollection<string> Addresses => this;

    public bool PreferHostingUrls
    {
        get => inner.PreferHostingUrls;
        set => inner.PreferHostingUrls = value;
    }

    public int Count => Shown.Count();

    public bool IsReadOnly => inner.Addresses.IsReadOnly;

    // The server fills its collection while it binds, after this view was handed out.
    private IEnumerable<string> Shown =>
        inner.Addresses.Where(address => !address.StartsWith("http://unix:", StringComparison.Ordinal)).Distinct();

    public void Add(string item) => inner.Addresses.Add(item);

    public void Clear() => inner.Addresses.Clear();

    public bool Contains(string item) => Shown.Contains(item);

    public void CopyTo(string[] array, int arrayIndex) => Shown.ToList().CopyTo(array, arrayIndex);

    public bool Remove(string item) => inner.Addresses.Remove(item);

    public IEnumerator<string> GetEnumerator() => Shown.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
