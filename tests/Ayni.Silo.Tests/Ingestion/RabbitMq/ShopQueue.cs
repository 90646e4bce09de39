using System.Text;
using Ayni.Testing;
using RabbitMQ.Client;

namespace Ayni.Silo.Tests.Ingestion.RabbitMq;

/// <summary>A shop's durable queue with a dead-letter queue beside it, and a publisher with confirmations.</summary>
internal sealed class ShopQueue : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private ShopQueue(IConnection connection, IChannel channel, string name)
    {
        _connection = connection;
        _channel = channel;
        Name = name;
    }

    public string Name { get; }

    public string DeadLetters => $"{Name}-refused";

    /// <summary>Connects, and makes the queues where they are not.</summary>
    public static async Task<ShopQueue> OpenAsync(RabbitServer server, string name)
    {
        var connection = await server.ConnectAsync();
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var queue = new ShopQueue(connection, channel, name);
        await channel.QueueDeclareAsync(queue.DeadLetters, durable: true, exclusive: false, autoDelete: false);
        var arguments = new Dictionary<string, object?>
        {
            ["x-dead-letter-exchange"] = "",
            ["x-dead-letter-routing-key"] = queue.DeadLetters,
        };
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments);
        return queue;
    }

    /// <summary>Publishes durably; the broker has it on disk when this returns.</summary>
    public async Task PublishAsync(string message, string? messageId)
    {
        var properties = new BasicProperties { Persistent = true };
        if (messageId is not null)
            properties.MessageId = messageId;
        await _channel.BasicPublishAsync(
            "", Name, mandatory: true, properties, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(message));
    }

    /// <summary>Messages in a queue that nobody holds.</summary>
    public async Task<uint> CountAsync(string queue) => await _channel.MessageCountAsync(queue);

    /// <summary>Waits until nobody holds so many of a queue; dead-lettering takes its time.</summary>
    public Task WaitForCountAsync(string queue, uint expected) => Eventually.HoldsAsync(
        async () => await CountAsync(queue) == expected, $"{queue} has {expected} messages");

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
