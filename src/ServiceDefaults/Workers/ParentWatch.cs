using System.Diagnostics;
using System.Runtime.InteropServices;
using GroupChat.ServiceDefaults.Channels;
using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>
/// The child's end of the pipe that its parent holds open. A line on it asks the child to finish; its end means that the parent is
/// gone, however it went, and the child then kills itself: it has nobody left to answer, and native code could keep it from an
/// orderly end. Signals meant for the whole group (Ctrl-C, a service manager) are left to the parent.
/// </summary>
internal sealed class ParentWatch(IHostApplicationLifetime host, string socket) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
            _signals.Add(PosixSignalRegistration.Create(signal, static context => context.Cancel = true));
        // A thread of its own: the pool may be starved by the very work that has to be ended.
        new Thread(Watch) { IsBackground = true, Name = "parent" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(static signal => signal.Dispose());

    private void Watch()
    {
        using var pipe = Console.OpenStandardInput();
        while (pipe.ReadByte() >= 0)
            host.StopApplication();
        SocketFolder.Remove(Path.GetDirectoryName(socket)!);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
