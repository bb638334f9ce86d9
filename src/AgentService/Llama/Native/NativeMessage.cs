using System.Runtime.InteropServices;

namespace GroupChat.Agents.Llama.Native;

/// <summary>llama_chat_message: UTF-8, ended by NUL.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMessage
{
    public byte* Role;
    public byte* Content;
}
