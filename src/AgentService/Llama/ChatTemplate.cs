using System.Runtime.InteropServices;
using System.Text;
using GroupChat.Agents.Llama.Native;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Llama;

/// <summary>
/// Puts messages into words the way the model was trained on: by the template in its file, as far as the library knows its kind,
/// else by ChatML.
/// </summary>
internal sealed unsafe class ChatTemplate
{
    private readonly byte[] _template;

    public ChatTemplate(ModelHandle model)
    {
        var own = Marshal.PtrToStringUTF8((nint)LlamaApi.Template(model.Raw, null));
        _template = Terminated(own is { Length: > 0 } && Knows(Terminated(own)) ? own : "chatml");
    }

    /// <summary>The prompt, open for the model's answer.</summary>
    public string Apply(IReadOnlyList<LlamaMessage> messages) => Apply(_template, messages)
        ?? throw Violations.One("messages", "do not fit the template of this model");

    private static bool Knows(byte[] template) => Apply(template, [new LlamaMessage("user", "?")]) is not null;

    private static string? Apply(byte[] template, IReadOnlyList<LlamaMessage> messages)
    {
        using var texts = new NativeTexts();
        var list = new NativeMessage[messages.Count];
        for (var i = 0; i < list.Length; i++)
            list[i] = new NativeMessage { Role = texts.Add(messages[i].Role), Content = texts.Add(messages[i].Content) };
        var buffer = new byte[1024 + (texts.Bytes * 2)];
        var length = Apply(template, list, buffer);
        if (length > buffer.Length)
            length = Apply(template, list, buffer = new byte[length]);
        return length < 0 ? null : Encoding.UTF8.GetString(buffer, 0, Math.Min(length, buffer.Length));
    }

    private static int Apply(byte[] template, NativeMessage[] messages, byte[] buffer)
    {
        fixed (byte* text = template, target = buffer)
        fixed (NativeMessage* list = messages)
            return LlamaApi.ApplyTemplate(text, list, (nuint)messages.Length, openAnswer: true, target, buffer.Length);
    }

    private static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
