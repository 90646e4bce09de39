namespace Ayni.Filters.Expressions;

/// <summary>What must be known before an expression has a value.</summary>
[Flags]
internal enum Needs
{
    None = 0,
    Product = 1,
    Context = 2,
    User = 4,
    Now = 8,
}
