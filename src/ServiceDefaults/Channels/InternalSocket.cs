using System.Net.Sockets;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.Hosting;
using Paths = System.IO.Path;

namespace GroupChat.ServiceDefaults.Channels;

/// <summary>
/// The Unix domain socket on which a host's services reach each other. It lies in a fresh folder that only our own user
/// may enter, under the data folder's <c>run/</c>, and goes with the host; what a killed host left is swept at the next
/// start.
/// </summary>
internal sealed class InternalSocket : IDisposable
{
    private const string FileName = "grpc.sock";

    private readonly string _folder;
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InternalSocket(DataFolder data, IHostApplicationLifetime host)
    {
        var run = data.File("run");
        try
        {
            Sweep(run, "*");
            Sweep(Paths.GetTempPath(), SocketFolder.TempPrefix + "*");
            _folder = SocketFolder.Create(run, "", FileName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupError("Data", $"cannot make the folder of the internal socket: {exception.Message}", exception);
        }
        Path = Paths.Combine(_folder, FileName);
        host.ApplicationStarted.Register(_listening.SetResult);
    }

    public string Path { get; }

    /// <summary>Connects as soon as the host listens, so that work which starts early waits instead of failing.</summary>
    public async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        await _listening.Task.WaitAsync(cancellationToken);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => SocketFolder.Remove(_folder);

    private static void Sweep(string parent, string pattern)
    {
        if (!Directory.Exists(parent))
            return;
        foreach (var folder in Directory.EnumerateDirectories(parent, pattern))
        {
            if (IsStale(Paths.Combine(folder, FileName)))
                SocketFolder.Remove(folder);
        }
    }

    // A socket file on which nobody listens refuses; a living one of another host accepts and sees us go.
    private static bool IsStale(string path)
    {
        if (!File.Exists(path))
            return false;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return false;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }
}
