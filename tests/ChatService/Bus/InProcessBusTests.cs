using GroupChat.Chat.Bus;

namespace GroupChat.Chat.Tests.Bus;

public sealed class InProcessBusTests : BusContract
{
    internal override BusNode Open() => new(new InProcessBus());
}
