using System.Buffers.Binary;
using System.Text;

namespace Ayni.Numerics.Tests;

public sealed class SafeTensorsTests
{
    [Fact]
    public void Parse_OfToBytes_GivesEverythingBack()
    {
        var bytes = new SafeTensorsBuilder()
            .SetMetadata("version", "v1 \"quoted\" ñ")
            .Add("bytes", "producto\nñ"u8, 11)
            .Add("floats", [1f, float.NaN, -0f, 4f, 5f, 6f], 2, 3)
            .Add("doubles", [Math.PI])
            .Add("integers", [int.MinValue, 7], 2)
            .Add("longs", [long.MaxValue], 1, 1)
            .Add("none", ReadOnlySpan<float>.Empty, 0, 8)
            .ToBytes();
        var file = SafeTensors.Parse(bytes);
        Assert.Equal("v1 \"quoted\" ñ", file.Metadata["version"]);
        Assert.Equal([1f, float.NaN, -0f, 4f, 5f, 6f], file.Floats("floats").ToArray());
        Assert.Equal([2L, 3L], file.Info("floats").Shape.ToArray());
        Assert.Equal([Math.PI], file.Doubles("doubles").ToArray());
        Assert.Empty(file.Info("doubles").Shape);
        Assert.Equal([int.MinValue, 7], file.Integers("integers").ToArray());
        Assert.Equal([long.MaxValue], file.Longs("longs").ToArray());
        Assert.Equal("producto\nñ", Encoding.UTF8.GetString(file.Bytes("bytes")));
        Assert.True(file.Floats("none").IsEmpty);
    }

    [Fact]
    public void ToBytes_AnyContent_AlignsHeaderAndTensors()
    {
        for (var length = 0; length < 9; length++)
        {
            var bytes = new SafeTensorsBuilder()
                .SetMetadata("padding", new string('x', length))
                .Add("a", new byte[3], 3).Add("b", new float[3], 3).Add("c", new double[1], 1)
                .ToBytes();
            Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(bytes) % 8);
            var file = SafeTensors.Parse(bytes);
            Assert.Equal(0, file.Info("c").Offset % 8);
            Assert.Equal(0, file.Info("b").Offset % 4);
        }
    }

    [Fact]
    public void ToBytes_OtherOrderOfAdding_SameBytes()
    {
        var one = new SafeTensorsBuilder().Add("a", [1f], 1).Add("b", [2f], 1).SetMetadata("m", "1").ToBytes();
        var other = new SafeTensorsBuilder().SetMetadata("m", "1").Add("b", [2f], 1).Add("a", [1f], 1).ToBytes();
        Assert.Equal(one, other);
    }

    [Fact]
    public void Floats_OtherTypeOrName_SaysWhatThereIs()
    {
        var file = SafeTensors.Parse(new SafeTensorsBuilder().Add("here", [1], 1).ToBytes());
        var missing = Assert.Throws<InvalidDataException>(() => file.Floats("there"));
        Assert.Contains("'there'", missing.Message, StringComparison.Ordinal);
        Assert.Contains("here", missing.Message, StringComparison.Ordinal);
        var otherType = Assert.Throws<InvalidDataException>(() => file.Floats("here"));
        Assert.Contains("I32", otherType.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("{", 0)]
    [InlineData("{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"0\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 8)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":\"x\",\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{\"a\":7}", 0)]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", 0)]
    [InlineData("{\"__metadata__\":{\"a\":7}}", 0)]
    public void Parse_MalformedHeader_IsInvalidData(string header, int dataLength)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);
        Assert.Throws<InvalidDataException>(() => SafeTensors.Parse(bytes));
    }

    [Fact]
    public void Parse_CutShortAnywhere_IsInvalidData()
    {
        var bytes = new SafeTensorsBuilder().Add("a", [1f, 2f], 2).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => SafeTensors.Parse(bytes.AsMemory(0, length)));
    }

    [Fact]
    public void Parse_HeaderLengthPastTheFile_IsInvalidData()
    {
        var bytes = new byte[16];
        bytes.AsSpan().Fill(0xFF);
        Assert.Throws<InvalidDataException>(() => SafeTensors.Parse(bytes));
    }

    [Fact]
    public void Add_ShapeOrNameWrong_Throws()
    {
        var builder = new SafeTensorsBuilder().Add("a", [1f], 1);
        Assert.Throws<ArgumentException>(() => builder.Add("b", [1f, 2f], 3));
        Assert.Throws<ArgumentException>(() => builder.Add("a", [1f], 1));
        Assert.Throws<ArgumentException>(() => builder.Add("__metadata__", [1f], 1));
    }
}
