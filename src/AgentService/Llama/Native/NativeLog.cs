using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Llama.Native;

/// <summary>
/// What the library logs, as log entries. A model that cannot be loaded says why only here, so that errors are also kept until the
/// load asks for them; loads take turns.
/// </summary>
internal static unsafe class NativeLog
{
    private const int Warning = 3;
    private const int Error = 4;
    private const int MostKept = 8;

    private static readonly Lock Gate = new();
    private static readonly List<string> Errors = [];
    private static ILogger? s_logger;

    public static void Attach(ILogger logger)
    {
        s_logger = logger;
        LlamaApi.LogSet(&Received, 0);
    }

    /// <summary>The errors since the last call, in one line.</summary>
    public static string TakeErrors()
    {
        lock (Gate)
        {
            var text = string.Join("; ", Errors);
            Errors.Clear();
            return text;
        }
    }

    // Called by the library on any of its threads: nothing may be thrown into it.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Received(int level, byte* text, nint state)
    {
        try
        {
            if (level is not (Warning or Error) || s_logger is not { } logger)
                return;
            Keep(logger, level, (Marshal.PtrToStringUTF8((nint)text) ?? "").Trim());
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A logger that throws must not end the process.
        }
    }

    private static void Keep(ILogger logger, int level, string line)
    {
        if (line.Length == 0)
            return;
        LlamaLog.Native(logger, level == Error ? "error" : "warning", line);
        if (level != Error)
            return;
        lock (Gate)
        {
            if (Errors.Count < MostKept)
                Errors.Add(line);
        }
    }
}
