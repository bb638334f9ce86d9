using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;

namespace GroupChat.Cli.Terminal;

/// <summary>The terminal this process runs in. While it is open, Ctrl-C is a key and what is typed is not echoed.</summary>
internal sealed class ConsoleTerminal : ITerminal
{
    private readonly Channel<ConsoleKeyInfo> _keys = Channel.CreateUnbounded<ConsoleKeyInfo>();
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly PosixSignalRegistration? _resize;

    public ConsoleTerminal(bool colours)
    {
        Ink = new(colours);
        Console.TreatControlCAsInput = true;
        if (!OperatingSystem.IsWindows())
            _resize = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Resized?.Invoke());
        // Reading keys blocks and cannot be cancelled: a thread of its own that does not keep the process alive.
        new Thread(ReadKeys) { IsBackground = true, Name = "keys" }.Start();
    }

    public event Action? Resized;

    public int Width => Console.WindowWidth;

    public int Height => Console.WindowHeight;

    public Ink Ink { get; }

    public ChannelReader<ConsoleKeyInfo> Keys => _keys.Reader;

    public void Write(string output)
    {
        _output.Write(Encoding.UTF8.GetBytes(output));
        _output.Flush();
    }

    public void Dispose()
    {
        _resize?.Dispose();
        Console.TreatControlCAsInput = false;
        _output.Dispose();
    }

    private void ReadKeys()
    {
        try
        {
            while (true)
                _keys.Writer.TryWrite(Console.ReadKey(intercept: true));
        }
        catch (Exception gone) when (gone is InvalidOperationException or IOException)
        {
            _keys.Writer.TryComplete();
        }
    }
}
