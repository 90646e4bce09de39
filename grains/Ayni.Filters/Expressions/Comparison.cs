namespace Ayni.Filters.Expressions;

/// <summary>How two values are compared; "not equal" is a negation.</summary>
internal enum Comparison
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
