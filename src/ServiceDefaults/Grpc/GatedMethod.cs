using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>What has to be known of a method before it is called.</summary>
/// <param name="Name">As in the contract: <c>groupchat.chat.v1.ChatService/PostMessage</c>.</param>
/// <param name="Rule">Who may call it.</param>
/// <param name="Scope">What a key needs for it.</param>
/// <param name="Streams">It is not unary.</param>
internal sealed record GatedMethod(string Name, CallerRule Rule, MethodScope Scope, bool Streams);
