using Microsoft.Win32.SafeHandles;

namespace GroupChat.Agents.Llama.Native;

/// <summary>A context; the model under it stays until it has gone, in whatever order they are disposed of.</summary>
internal sealed class ContextHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly ModelHandle _model;

    public ContextHandle(nint context, ModelHandle model)
        : base(ownsHandle: true)
    {
        SetHandle(context);
        var held = false;
        model.DangerousAddRef(ref held);
        _model = model;
    }

    /// <summary>For calls while the owner holds this object.</summary>
    public nint Raw => handle;

    protected override bool ReleaseHandle()
    {
        LlamaApi.FreeContext(handle);
        _model.DangerousRelease();
        return true;
    }
}
