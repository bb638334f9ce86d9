using GroupChat.Chat.Answers;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Flags;
using GroupChat.Chat.Log;
using GroupChat.Chat.Marks;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Pins;
using GroupChat.Chat.Presence;
using GroupChat.Chat.Reactions;
using GroupChat.Chat.Retention;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Search;
using GroupChat.Chat.Storage;
using GroupChat.Chat.Storage.Search;
using GroupChat.Chat.Turns;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat;

/// <summary>ChatService in a host: rooms, their logs and their delivery, and the turns of agents, kept in chat.db.</summary>
public static class ChatModule
{
    /// <summary>Adds the service. It calls no other service.</summary>
    public static WebApplicationBuilder AddChat(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSettings<ChatOptions>("Chat");
        AddStorage(builder.Services);
        AddBus(builder.Services);
        AddDomain(builder.Services);
        AddFace(builder.Services);
        return builder;
    }

    /// <summary>Puts the service on the wire.</summary>
    public static IEndpointRouteBuilder MapChat(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGroupChatService<ChatRpc>();
        endpoints.MapGroupChatService<TurnRpc>();
        endpoints.MapGroupChatService<UsageRpc>();
        return endpoints;
    }

    private static void AddStorage(IServiceCollection services) => services
        .AddDataFolder()
        .AddStorageSettings()
        .AddSingleton<ChatDatabase>()
        .AddOpenAtStart<ChatDatabase>()
        .AddSingleton(provider => provider.GetRequiredService<ChatDatabase>().Seal)
        .AddSingleton<CommitRelay>()
        .AddSingleton<IEventCodec, EventCodec>()
        .AddSingleton<IRoomWriter>(provider => new RoomWriter(
            provider.GetRequiredService<ChatDatabase>(),
            provider.GetRequiredService<IEventCodec>(),
            provider.GetRequiredService<CommitRelay>(),
            provider.GetRequiredService<ChatOptions>().Quotas,
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IRoomStore, SqlRoomStore>()
        .AddSingleton<IMessageStore, SqlMessageStore>()
        .AddSingleton<IReactionStore, SqlReactionStore>()
        .AddSingleton<IFlagStore, SqlFlagStore>()
        .AddSingleton<IEventStore, SqlEventStore>()
        .AddSingleton<ITurnStore, SqlTurnStore>()
        .AddSingleton<IMarkStore, SqlMarkStore>()
        .AddSingleton<IUsageStore, SqlUsageStore>()
        .AddSingleton<IQuotaStore, SqlQuotaStore>()
        .AddSingleton<SegmentPlaces>()
        .AddSingleton<ISearchIndex, SqlSearchIndex>()
        .AddSingleton<ISearchStore, SqlSearchStore>();

    private static void AddBus(IServiceCollection services) => services
        .AddRedisSettings()
        .AddSingleton(provider => new Node(
            NodeId.New(provider.GetRequiredService<TimeProvider>().GetUtcNow()), IsAlone: !provider.GetRequiredService<ChatDatabase>().IsShared))
        .AddSingleton(MakeBus)
        .AddSingleton<BusPublisher>()
        .AddSingleton<HeadPoll>()
        .AddSingleton<BusDesk>()
        .AddHostedService<BusService>()
        .AddHostedService<AnswerTeller>()
        .AddHostedService<PresenceTeller>()
        .AddHostedService(static provider => provider.GetRequiredService<HeadPoll>());

    private static void AddDomain(IServiceCollection services) => services
        .AddSingleton<Cursors>()
        .AddSingleton<PageTokens>()
        .AddSingleton(provider => provider.GetRequiredService<ChatOptions>().ToDefaultAgents())
        .AddSingleton<RoomAccess>()
        .AddSingleton<RoomDirectory>()
        .AddRooms()
        .AddToolCalls()
        .AddSingleton<LiveAnswers>()
        .AddSingleton<MessageBoard>()
        .AddSingleton<ChangedMessages>()
        .AddSingleton<MessageEditor>()
        .AddSingleton<ThreadReader>()
        .AddSingleton<ReactionDesk>()
        .AddSingleton<PinBoard>()
        .AddSingleton<FlagDesk>()
        .AddSingleton<MessageDesks>()
        .AddSingleton<MessageSearch>()
        .AddSingleton<SearchIndexer>()
        .AddSingleton<RemoteStop>()
        .AddSingleton<AnswerDesk>()
        .AddSingleton<UsageDesk>()
        .AddSingleton<QuotaDesk>()
        .AddSingleton<ChargeDesk>()
        .AddSingleton<TypingDesk>()
        .AddSingleton<MarkBoard>()
        .AddSingleton<MarkDesk>()
        .AddSingleton<MarkReader>()
        .AddSingleton<FeedQueue>()
        .AddSingleton<RoomFeeds>()
        .AddSingleton<RoomFollower>()
        .AddSingleton<SubscriptionDesk>()
        .AddSingleton<DeliveryTools>()
        .AddSingleton<ConversationTools>()
        .AddSingleton<TurnClosing>()
        .AddSingleton(MakeBroker)
        .AddSingleton<AssignmentDesk>()
        .AddSingleton<ChatTelemetry>()
        .AddHostedService<ChatStartup>()
        .AddHostedService(static provider => provider.GetRequiredService<RoomFollower>())
        .AddHostedService(static provider => provider.GetRequiredService<SearchIndexer>())
        .AddHostedService<TurnKeeper>()
        .AddHostedService<TurnLeases>()
        .AddHostedService<MarkKeeper>()
        .AddHostedService(static provider => provider.GetRequiredService<HistoryKeeper>());

    private static void AddFace(IServiceCollection services) => services
        .AddGroupChatGrpc()
        .AddSingleton<ChatRpc>()
        .AddSingleton<TurnRpc>()
        .AddSingleton<UsageRpc>()
        .AddServerStream<ChatRpc, WatchRoomsRequest, Delivery.ServerFrame>(
            ChatService.Descriptor.FindMethodByName(nameof(ChatRpc.WatchRooms)),
            FrameMarshaller.Instance,
            static (face, request, _, context) => face.ServeWatchAsync(request, context))
        .AddDuplexStream<ChatRpc, ConverseRequest, Delivery.ServerFrame>(
            ChatService.Descriptor.FindMethodByName(nameof(ChatRpc.Converse)),
            FrameMarshaller.Instance,
            static (face, requests, _, context) => face.ServeConverseAsync(requests, context));

    private static IRoomBus MakeBus(IServiceProvider provider)
    {
        var (node, redis) = (provider.GetRequiredService<Node>(), provider.GetRequiredService<RedisOptions>().Configuration);
        if (redis.Length == 0)
            return new InProcessBus();
        if (node.IsAlone)
            throw new StartupError(RedisConfiguration.Setting, "is for nodes that share a database: set Storage:Postgres as well, or leave it empty");
        return new RedisBus(
            node.Id,
            redis,
            provider.GetRequiredService<Seal>().Fingerprint,
            provider.GetRequiredService<ChatTelemetry>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RedisBus>>());
    }

    private static TurnBroker MakeBroker(IServiceProvider provider) => new(
        provider.GetRequiredService<TurnClosing>(),
        provider.GetRequiredService<LiveAnswers>(),
        provider.GetRequiredService<RoomFeeds>(),
        provider.GetRequiredService<IRoomBus>(),
        provider.GetRequiredService<TimeProvider>(),
        TimeSpan.FromSeconds(provider.GetRequiredService<ChatOptions>().TurnQueueTimeoutSeconds));
}
