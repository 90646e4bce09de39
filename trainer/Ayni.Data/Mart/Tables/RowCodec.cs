namespace Ayni.Data.Mart.Tables;

/// <summary>Rows as bytes, for files that live no longer than the making of a mart.</summary>
internal static class RowCodec
{
    public static void Write(BinaryWriter writer, MartEvent row)
    {
        writer.Write(row.Position);
        writer.Write(row.EventId);
        writer.Write(row.UserId);
        Write(writer, row.ProductId);
        writer.Write(row.Type);
        Write(writer, row.Score);
        writer.Write(row.Timestamp.Ticks);
        Write(writer, row.DurationSeconds);
        Write(writer, row.Query);
        Write(writer, row.OrderId);
        Write(writer, row.Stars);
        Write(writer, row.ReviewText);
    }

    public static MartEvent ReadEvent(BinaryReader reader) => new()
    {
        Position = reader.ReadInt64(),
        EventId = reader.ReadString(),
        UserId = reader.ReadString(),
        ProductId = ReadText(reader),
        Type = string.Intern(reader.ReadString()),
        Score = ReadNumber(reader),
        Timestamp = new DateTime(reader.ReadInt64(), DateTimeKind.Utc),
        DurationSeconds = ReadNumber(reader),
        Query = ReadText(reader),
        OrderId = ReadText(reader),
        Stars = ReadNumber(reader),
        ReviewText = ReadText(reader),
    };

    public static void Write(BinaryWriter writer, MartOrder row)
    {
        writer.Write(row.Position);
        writer.Write(row.OrderId);
        writer.Write(row.UserId);
        writer.Write(row.Timestamp.Ticks);
        writer.Write(row.Lines);
        writer.Write(row.Quantity);
        writer.Write(row.ProductIds.Count);
        foreach (var product in row.ProductIds)
            writer.Write(product);
    }

    public static MartOrder ReadOrder(BinaryReader reader)
    {
        var order = new MartOrder
        {
            Position = reader.ReadInt64(),
            OrderId = reader.ReadString(),
            UserId = reader.ReadString(),
            Timestamp = new DateTime(reader.ReadInt64(), DateTimeKind.Utc),
            Lines = reader.ReadInt32(),
            Quantity = reader.ReadDouble(),
        };
        var products = new string[reader.ReadInt32()];
        for (var i = 0; i < products.Length; i++)
            products[i] = reader.ReadString();
        order.ProductIds = products;
        return order;
    }

    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    private static void Write(BinaryWriter writer, double? number)
    {
        writer.Write(number is not null);
        if (number is { } value)
            writer.Write(value);
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static double? ReadNumber(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadDouble() : null;
}
