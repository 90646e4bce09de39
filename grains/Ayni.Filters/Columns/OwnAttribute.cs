using Ayni.Domain.Catalog;
using Ayni.Filters.Text;

namespace Ayni.Filters.Columns;

/// <summary>A shop's own attribute in one of its kinds: a name may have several, each its column.</summary>
/// <param name="Name">As the shop writes it.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Slot">Its column's number.</param>
/// <param name="Words">The texts of a text or a list; null of another kind.</param>
internal sealed record OwnAttribute(string Name, AttributeKind Kind, int Slot, Vocabulary? Words)
{
    /// <summary>A builder of its column.</summary>
    public ColumnBuilder Builder() => Kind switch
    {
        AttributeKind.Text => new ValueBuilder<int>(Vocabulary.None),
        AttributeKind.Number => new ValueBuilder<double>(double.NaN),
        AttributeKind.Flag => new ValueBuilder<byte>(Flag.Missing),
        AttributeKind.Date => new ValueBuilder<long>(Moment.Missing),
        _ => new ListBuilder(),
    };

    /// <summary>Gives a row its value.</summary>
    public void Set(ColumnBuilder builder, int row, AttributeValue value)
    {
        switch (builder)
        {
            case ValueBuilder<int> texts:
                texts.Rows[row] = Words!.Add(value.Text);
                break;
            case ValueBuilder<double> numbers:
                numbers.Rows[row] = double.IsFinite(value.Number) ? value.Number : double.NaN;
                break;
            case ValueBuilder<byte> flags:
                flags.Rows[row] = Flag.Of(value.Flag);
                break;
            case ValueBuilder<long> moments:
                moments.Rows[row] = value.Date.UtcTicks;
                break;
            case ListBuilder lists:
                lists.Set(row, value.List.Select(Words!.Add).Where(code => code != Vocabulary.None));
                break;
        }
    }
}
