using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Llama.Native;

/// <summary>
/// The one copy of llama.cpp in a process: found, checked and started once. It may end the process when a model is hostile, so
/// it belongs into a worker process; nothing here is loaded until a model is wanted.
/// </summary>
internal static unsafe partial class LlamaLibrary
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, nint> Handles = [];
    private static bool s_ready;

    /// <summary>Loads the library, or finds it loaded.</summary>
    /// <param name="configured">Folder of the libraries (Llm:NativePath); empty: llama/ beside the program.</param>
    /// <param name="logger">Gets what the library logs, from the first call on.</param>
    /// <exception cref="ServiceDefaults.Errors.DomainError">LLAMA_UNAVAILABLE, with the reason.</exception>
    public static void Load(string configured, ILogger logger)
    {
        lock (Gate)
        {
            if (s_ready)
                return;
            var files = LlamaFiles.Find(configured);
            Open(files);
            if (FaultOf(Handles[LlamaApi.Library]) is { } fault)
                throw LlamaErrors.LibraryUnavailable($"the library in {files.Folder} is not usable: {fault}.");
            Start(files, logger);
            s_ready = true;
        }
    }

    private static void Open(LlamaFiles files)
    {
        if (Handles.Count == 0)
            NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), static (name, _, _) => Handles.GetValueOrDefault(name));
        SetVariable("GGML_NO_BACKTRACE", "1", 1); // else an abort starts a debugger and takes seconds
        try
        {
            Handles[GgmlApi.BaseLibrary] = NativeLibrary.Load(files.Base);
            Handles[GgmlApi.Library] = NativeLibrary.Load(files.Ggml);
            Handles[LlamaApi.Library] = NativeLibrary.Load(files.Llama);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw LlamaErrors.LibraryUnavailable($"the library in {files.Folder} cannot be loaded: {error.Message}");
        }
    }

    private static string? FaultOf(nint llama)
    {
        try
        {
            return AbiCheck.Fault(llama);
        }
        catch (EntryPointNotFoundException)
        {
            return "it lacks functions that every build of llama.cpp has";
        }
    }

    private static void Start(LlamaFiles files, ILogger logger)
    {
        NativeLog.Attach(logger);
        LlamaApi.BackendInit();
        GgmlApi.LoadBackends(files.Folder);
        if (GgmlApi.Backends() == 0)
            throw LlamaErrors.LibraryUnavailable($"no library in {files.Folder} fits this processor.");
        var commit = GgmlApi.CommitText;
        if (commit != AbiCheck.Commit)
            LlamaLog.OtherBuild(logger, commit, AbiCheck.Commit);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
