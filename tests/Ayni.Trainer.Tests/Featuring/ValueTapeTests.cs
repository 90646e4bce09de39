using Ayni.Data.Features;

namespace Ayni.Trainer.Tests.Featuring;

public sealed class ValueTapeTests
{
    private static readonly long[] Longs = [0, 1, -1, 63, 64, -64, -65, 8_191, 1L << 40, long.MaxValue, long.MinValue];
    private static readonly double[] Doubles = [0, -0.0, 0.1, double.Epsilon, double.MaxValue, double.NaN];
    private static readonly decimal[] Decimals = [0, 1.50m, -0.0001m, decimal.MaxValue, decimal.MinValue];

    [Fact]
    public void Read_AfterManyWrites_GivesTheSameBits()
    {
        var tape = new ValueTape();
        for (var round = 0; round < 2; round++)
        {
            for (var again = 0; again < 200; again++)
            {
                tape.Write((byte)again);
                Array.ForEach(Longs, tape.Write);
                Array.ForEach(Doubles, tape.Write);
                Array.ForEach(Decimals, tape.Write);
            }

            for (var again = 0; again < 200; again++)
            {
                Assert.Equal((byte)again, tape.ReadByte());
                Assert.Equal(Longs, Array.ConvertAll(Longs, _ => tape.ReadLong()));
                Assert.Equal(
                    Array.ConvertAll(Doubles, BitConverter.DoubleToInt64Bits),
                    Array.ConvertAll(Doubles, _ => BitConverter.DoubleToInt64Bits(tape.ReadDouble())));
                Assert.Equal(
                    Decimals.SelectMany(decimal.GetBits),
                    Decimals.SelectMany(_ => decimal.GetBits(tape.ReadDecimal())));
            }

            tape.Clear();
        }
    }
}
