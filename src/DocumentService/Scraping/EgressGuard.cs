using System.Net;
using System.Net.Sockets;

namespace GroupChat.Documents.Scraping;

/// <summary>
/// Keeps the scraper out of everything that is not the public internet. An address is checked twice: what it says before
/// anything is sent, and what it means at the moment of connecting, where the name is resolved once and the socket goes to
/// the very address that was checked. A resolver that answers differently the next time changes nothing.
/// </summary>
internal sealed class EgressGuard(IHostResolver resolver, ScraperOptions options)
{
    /// <summary>Addresses tried per name.</summary>
    private const int MaxAttempts = 4;

    private readonly HashSet<string> _exempt = new(options.AllowedPrivateHosts, StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses other schemes, user information and ports. Throws URL_NOT_ALLOWED.</summary>
    public void Check(Uri url)
    {
        var allowed = url.IsAbsoluteUri
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.UserInfo.Length == 0
            && url.IdnHost.Length > 0
            && (options.IsAllowedPort(url.Port) || _exempt.Contains(Key(url.IdnHost, url.Port)));
        if (!allowed)
            throw ScraperErrors.UrlNotAllowed();
    }

    /// <summary>Resolves once, refuses unless every address is public, and connects to one of those just checked.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var addresses = await ResolveAsync(target.Host, target.Port, cancellationToken);
        for (var i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses[i], target.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < Math.Min(addresses.Count, MaxAttempts))
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    /// <summary>The addresses that may be connected to; at least one, or URL_NOT_ALLOWED.</summary>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolver.ResolveAsync(host, cancellationToken);
        // A name that does not resolve gets the same answer as one that resolves to something private: no probing of inner names.
        var allowed = addresses.Length > 0
            && (_exempt.Contains(Key(host, port)) || Array.TrueForAll(addresses, GlobalAddress.IsGloballyRoutable));
        return allowed ? addresses : throw ScraperErrors.UrlNotAllowed();
    }

    private static string Key(string host, int port) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";
}
