using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Delivery;

/// <summary>What every stream works with.</summary>
internal sealed record DeliveryTools(
    IEventStore Events, SubscriptionDesk Desk, LiveAnswers Answers, Cursors Cursors, TimeProvider Time);
