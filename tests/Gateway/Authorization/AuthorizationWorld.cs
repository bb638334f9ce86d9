using Google.Protobuf.Reflection;
using GroupChat.Agents;
using GroupChat.Chat;
using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Documents;
using GroupChat.Gateway.Keys;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using GroupChat.Vectors;
using Microsoft.Extensions.DependencyInjection;
using KeyKind = GroupChat.Gateway.Keys.ApiKeyKind;

namespace GroupChat.Gateway.Tests.Authorization;

/// <summary>A server with every service, and credentials of every kind.</summary>
public sealed class AuthorizationWorld : IAsyncLifetime
{
    /// <summary>A private room of the outsider's own.</summary>
    public const string Elsewhere = "elsewhere";

    private int _rooms;

    public TestNode Node { get; private set; } = null!;

    /// <summary>What is sent as <c>authorization</c>, by the name of the caller.</summary>
    public Dictionary<string, string?> Credentials { get; } = [];

    private Dictionary<string, string> UserIds { get; } = [];

    public async Task InitializeAsync()
    {
        Node = await TestNode.StartAsync(
            builder =>
            {
                builder.Services.AddSessions();
                builder.AddChat().AddVectors();
                builder.AddDocuments();
                builder.AddAgents();
            },
            app =>
            {
                app.MapSessions();
                app.MapChat();
                app.MapVectors();
                app.MapDocuments();
                app.MapAgents();
            });
        foreach (var name in (string[])["guest", "member", "moderator", "owner", "admin", "outsider", "victim"])
            await SignInAsync(name, name == "admin" ? PlatformRole.Admin : PlatformRole.User);
        await Chat("outsider").CreateRoomAsync(new() { RoomId = Elsewhere, Visibility = RoomVisibility.Private }).ResponseAsync.Within();
        await AddBrokenAsync();
        await AddKeysAsync();
        Credentials["service"] = $"Service {Node.ServiceKeyText}";
        Credentials["acting"] = Credentials["service"];
    }

    public async Task DisposeAsync() => await Node.DisposeAsync();

    /// <summary>A private room with one of each role, and a message of the victim, who is a guest: nobody's equal in rank but guests'; and what else the method is about.</summary>
    internal async Task<SampleRequests> NewRoomAsync(MethodDescriptor method)
    {
        var room = $"room-{Interlocked.Increment(ref _rooms)}";
        var owner = Chat("owner");
        await owner.CreateRoomAsync(new() { RoomId = room, Visibility = RoomVisibility.Private }).ResponseAsync.Within();
        foreach (var (name, role) in ((string, MemberRole)[])
            [("guest", MemberRole.Guest), ("member", MemberRole.Member), ("moderator", MemberRole.Moderator), ("victim", MemberRole.Guest)])
        {
            await owner.InviteMemberAsync(new() { RoomId = room, UserId = UserIds[name] }).ResponseAsync.Within();
            await Chat(name).JoinRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
            if (role != MemberRole.Member)
                await owner.SetMemberRoleAsync(new() { RoomId = room, UserId = UserIds[name], Role = role }).ResponseAsync.Within();
        }
        var posted = await Chat("victim").PostMessageAsync(new()
        {
            RoomId = room,
            ClientMessageId = "1",
            Parts = { new ContentPart { Text = new() { Text = "hello" } } },
        }).ResponseAsync.Within();
        var sample = new SampleRequests(room, posted.Message.MessageId, UserIds["victim"]);
        if (method.InputType.FindFieldByName("document_id") is not null)
            sample = sample with { DocumentId = await this.UploadAsync("victim", room) };
        if (method.Service == AgentService.Descriptor)
            sample = sample with { AgentId = await this.MakeAgentAsync("owner", room) };
        return sample;
    }

    private ChatService.ChatServiceClient Chat(string name) => new(Node.Invoker(Credentials[name]));

    private async Task SignInAsync(string name, PlatformRole role)
    {
        var user = new SessionUser($"user-{name}", name, role);
        var issued = await Node.Services.GetRequiredService<SessionRegistry>().OpenAsync(user, SignIn.Anonymous, "", default).Within();
        (Credentials[name], UserIds[name]) = ($"Bearer {issued.AccessToken}", user.UserId);
    }

    private async Task AddBrokenAsync()
    {
        var sessions = Node.Services.GetRequiredService<SessionRegistry>();
        var ended = await sessions.CreateAsync("Ended", "", default).Within();
        await sessions.RevokeAsync(ended.Session.SessionId, ended.Session.UserId, default).Within();
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        Credentials["nobody"] = null;
        Credentials["garbage"] = "Bearer garbage";
        Credentials["revoked"] = $"Bearer {ended.AccessToken}";
        Credentials["expired"] = $"Bearer {Node.Services.GetRequiredService<SessionTokens>().IssueAccess(ended.Session.SessionId, past)}";
    }

    private async Task AddKeysAsync()
    {
        var keys = Node.Services.GetRequiredService<ApiKeyRegistry>();
        var admin = Caller.User("user-admin", "admin", "s") with { Role = PlatformRole.Admin };
        foreach (var (name, kind, scopes) in ((string, KeyKind, string[])[])
            [
                ("bot", KeyKind.Bot, ["*"]), ("narrow bot", KeyKind.Bot, ["scraper.read"]),
                ("service key", KeyKind.Service, ["*"]), ("narrow service key", KeyKind.Service, ["scraper.read"]),
            ])
        {
            var (_, secret) = await keys.CreateAsync(new(name, kind, scopes), admin, default).Within();
            Credentials[name] = $"Bearer {secret}";
        }
        var (withdrawn, shown) = await keys.CreateAsync(new("withdrawn", KeyKind.Bot, ["*"]), admin, default).Within();
        await keys.RevokeAsync(withdrawn.KeyId, admin.UserId, default).Within();
        Credentials["revoked key"] = $"Bearer {shown}";
    }
}
