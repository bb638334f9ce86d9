using Microsoft.Win32.SafeHandles;

namespace GroupChat.Agents.Llama.Native;

/// <summary>A chain of samplers, which owns its links.</summary>
internal sealed class SamplerHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public SamplerHandle()
        : base(ownsHandle: true) => SetHandle(LlamaApi.NewChain(quiet: 1));

    /// <summary>For calls while the owner holds this object.</summary>
    public nint Raw => handle;

    protected override bool ReleaseHandle()
    {
        LlamaApi.FreeSampler(handle);
        return true;
    }
}
