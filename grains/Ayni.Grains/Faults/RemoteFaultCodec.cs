using System.Buffers;
using System.Diagnostics;
using Ayni.GrainInterfaces.Faults;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.GeneratedCodeHelpers;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Ayni.Grains.Faults;

/// <summary>
/// Writes exceptions that Orleans has no codec for as <see cref="RemoteFaultException"/>. Without it they arrive as
/// <see cref="CodecNotFoundException"/>: what went wrong is lost, and with it whether to ask again. It serves every
/// way out of a silo, that of a grain that cannot be activated too, which no call filter sees.
/// </summary>
/// <param name="options">Namespaces of the exceptions that Orleans carries as they are.</param>
internal sealed class RemoteFaultCodec(IOptions<ExceptionSerializationOptions> options) : IGeneralizedCodec
{
    public bool IsSupportedType(Type type) =>
        type.IsAssignableTo(typeof(Exception))
        && !type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
        && !options.Value.SupportedNamespacePrefixes.Any(
            prefix => type.Namespace?.StartsWith(prefix, StringComparison.Ordinal) ?? false);

    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte> =>
        OrleansGeneratedCodeHelper.SerializeUnexpectedType(
            ref writer, fieldIdDelta, expectedType, RemoteFaultException.Of((Exception)value!));

    public object ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        throw new UnreachableException($"{nameof(RemoteFaultException)} is what is written, and has its own reader.");
}
