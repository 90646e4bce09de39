using System.Numerics;

namespace Ayni.Features.Histories;

/// <summary>
/// Amounts added up as whole ten-thousandths: exact, so that what is taken away again leaves what adding the rest alone
/// would give, bit for bit. Amounts of two currencies have no sum.
/// </summary>
public sealed class MoneySum
{
    private const decimal Scale = 10_000;

    private readonly Tally<string> _currencies = new(StringComparer.Ordinal);
    private Int128 _sum;
    private Int128 _squares;

    /// <summary>Amounts in it.</summary>
    public int Count { get; private set; }

    /// <summary>False if they are of more than one currency.</summary>
    public bool IsOneCurrency => _currencies.Count <= 1;

    /// <summary>Their sum, 0 of none; null of two currencies.</summary>
    public decimal? Total => IsOneCurrency ? (decimal)_sum / Scale : null;

    /// <summary>Their mean; null of none or of two currencies.</summary>
    public decimal? Mean => MeanOver(Count);

    /// <summary>Their sum over a number of things; null of none or of two currencies.</summary>
    public decimal? MeanOver(int count) => count > 0 && Count > 0 ? Total / count : null;

    /// <summary>Standard deviation with n − 1, in the currency; null of fewer than two or of two currencies.</summary>
    public double? Deviation
    {
        get
        {
            if (Count < 2 || !IsOneCurrency)
                return null;
            // Wider than 128 bits for dear products: n Σx² − (Σx)².
            var spread = ((BigInteger)Count * _squares) - ((BigInteger)_sum * _sum);
            return Math.Sqrt((double)spread / ((double)Count * (Count - 1))) / (double)Scale;
        }
    }

    /// <summary>Whether all of them are of a currency, and there are some.</summary>
    public bool IsIn(string currency) => Count > 0 && _currencies[currency] == Count;

    internal void Add(Int128 amount, string? currency) => Change(amount, currency, 1);

    internal void Remove(Int128 amount, string? currency) => Change(amount, currency, -1);

    private void Change(Int128 amount, string? currency, int sign)
    {
        Count += sign;
        _sum += sign * amount;
        _squares += sign * amount * amount;
        _currencies.Change(currency ?? "", sign);
    }
}
