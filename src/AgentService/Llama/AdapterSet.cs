using GroupChat.Agents.Llama.Native;

namespace GroupChat.Agents.Llama;

/// <summary>Adapters of one model. Their memory is the model's.</summary>
internal sealed class AdapterSet
{
    private readonly nint[] _adapters;
    private readonly float[] _scales;

    private AdapterSet(nint[] adapters, float[] scales) => (_adapters, _scales) = (adapters, scales);

    public static AdapterSet None { get; } = new([], []);

    /// <summary>While loads take turns. The files have been checked.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_NOT_LOADED, with the library's reason.</exception>
    public static AdapterSet Load(ModelHandle model, IReadOnlyList<AdapterFile> files)
    {
        var adapters = new nint[files.Count];
        for (var i = 0; i < adapters.Length; i++)
        {
            adapters[i] = LlamaApi.LoadAdapter(model.Raw, files[i].Path);
            if (adapters[i] == 0)
                throw LlamaErrors.LoadFailed($"its adapter {Path.GetFileName(files[i].Path)} was refused: {NativeLog.TakeErrors()}");
        }
        return new(adapters, [.. files.Select(static file => file.Scale)]);
    }

    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_NOT_LOADED.</exception>
    public unsafe void ApplyTo(nint context)
    {
        if (_adapters.Length == 0)
            return;
        fixed (nint* adapters = _adapters)
        fixed (float* scales = _scales)
        {
            if (LlamaApi.SetAdapters(context, adapters, (nuint)_adapters.Length, scales) != 0)
                throw LlamaErrors.LoadFailed("its adapters could not be applied");
        }
    }
}
