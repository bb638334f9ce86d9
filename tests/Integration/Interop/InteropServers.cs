using System.Globalization;
using System.Security.Cryptography;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests.Interop;

/// <summary>The gateway with the service that the cases are about, once in one process and once with that service in another.</summary>
public sealed class InteropServers : IAsyncLifetime, IAsyncDisposable
{
    private readonly string _key = $"--Services:Key={Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}";
    private readonly int _pagePort = FreePort.Find();
    private readonly GatewayProcess _whole;
    private readonly GatewayProcess _front;
    private readonly HostProcess _service;

    public InteropServers()
    {
        _whole = new(Path.Combine(Folder, "whole")) { Program = Commands.InteropDll };
        _front = new(Path.Combine(Folder, "front")) { Program = Commands.InteropDll };
        _service = new(Commands.InteropDll, Path.Combine(Folder, "service"));
    }

    /// <summary>For what tests make.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("groupchat-interop-").FullName;

    /// <summary>Where the page of the browser comes from: another origin.</summary>
    public string PagePort => _pagePort.ToString(CultureInfo.InvariantCulture);

    public async Task InitializeAsync()
    {
        var origin = $"--Cors:Origins:0=http://127.0.0.1:{_pagePort}";
        await Task.WhenAll(
            _whole.StartAsync(origin),
            _service.StartAsync(_key, "service"),
            _front.StartAsync(_key, origin, $"--Services:Vectors:Address={_service.Address}"));
    }

    public async Task DisposeAsync()
    {
        foreach (var process in new[] { _whole, _front, _service })
            await process.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    internal string AddressOf(Layout layout) => layout == Layout.Split ? _front.Address : _whole.Address;
}
