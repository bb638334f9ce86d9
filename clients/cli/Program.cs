using System.Runtime.InteropServices;
using GroupChat.Cli.Commands;
using GroupChat.Cli.Output;

using var interrupted = new CancellationTokenSource();
// The first signal ends the command in good order; a second one, when that takes too long, ends the process.
void Interrupt(PosixSignalContext context)
{
    context.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
}
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
using var onHangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Interrupt);

return await CommandLine.RunAsync(args, Shell.System(), interrupted.Token);
