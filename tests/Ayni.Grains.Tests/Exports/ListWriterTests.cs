using System.Buffers;
using System.Text;
using Ayni.Grains.Exports;

namespace Ayni.Grains.Tests.Exports;

public sealed class ListWriterTests
{
    private static readonly ShopperList[] Lists =
    [
        new("ana", [new("p1", 0.5), new("té, \"verde\"", 0.25)]),
        new("line\nbreak", []),
        new("bo", [new("p2", 1e-7)]),
    ];

    [Fact]
    public void Write_Ndjson_IsAnObjectAShopper() => Assert.Equal(
        """
        {"user_id":"ana","items":[{"product_id":"p1","score":0.5},{"product_id":"té, \"verde\"","score":0.25}]}
        {"user_id":"line\nbreak","items":[]}
        {"user_id":"bo","items":[{"product_id":"p2","score":1E-07}]}

        """.ReplaceLineEndings("\n"),
        Written(ListFormat.Ndjson));

    [Fact]
    public void Write_Csv_IsALineAProduct() => Assert.Equal(
        "user_id,rank,product_id,score\r\nana,1,p1,0.5\r\nana,2,\"té, \"\"verde\"\"\",0.25\r\nbo,1,p2,1E-07\r\n",
        Written(ListFormat.Csv));

    private static string Written(ListFormat format)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new ListWriter(buffer, format);
        writer.WriteHeader();
        writer.Write(Lists[..1]);
        writer.Write(Lists[1..]);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
