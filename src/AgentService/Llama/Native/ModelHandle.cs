using Microsoft.Win32.SafeHandles;

namespace GroupChat.Agents.Llama.Native;

/// <summary>A loaded model. Contexts keep it alive, its adapters end with it.</summary>
internal sealed class ModelHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public ModelHandle(nint model)
        : base(ownsHandle: true) => SetHandle(model);

    /// <summary>For calls while the owner holds this object.</summary>
    public nint Raw => handle;

    protected override bool ReleaseHandle()
    {
        LlamaApi.FreeModel(handle);
        return true;
    }
}
