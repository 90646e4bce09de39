namespace Ayni.Engine.Tests.Strict;

public interface IStrictGrain : IGrainWithStringKey
{
    Task<object?> Echo(object? value);

    Task Throw(string code);
}
